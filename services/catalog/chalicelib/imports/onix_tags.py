"""The short tags of ONIX 3.0 and 3.1 and their reference names, of the elements that an import reads.

Source: the attribute `refname` of EDItEUR's schemas for short tags; a test compares all of them.
"""

_PAIRS = """
ONIXmessage:ONIXMessage header:Header sender:Sender x298:SenderName x307:SentDateTime product:Product x507:NoProduct
a001:RecordReference a002:NotificationType productidentifier:ProductIdentifier b221:ProductIDType b233:IDTypeName
b244:IDValue descriptivedetail:DescriptiveDetail b012:ProductForm b333:ProductFormDetail measure:Measure
x315:MeasureType c094:Measurement c095:MeasureUnitCode collection:Collection x329:CollectionType
collectionsequence:CollectionSequence x481:CollectionSequenceNumber titledetail:TitleDetail b202:TitleType
titleelement:TitleElement x409:TitleElementLevel b203:TitleText b030:TitlePrefix b031:TitleWithoutPrefix b029:Subtitle
x410:PartNumber contributor:Contributor b034:SequenceNumber b035:ContributorRole b036:PersonName
b037:PersonNameInverted b039:NamesBeforeKey b040:KeyNames b047:CorporateName b249:UnnamedPersons language:Language
b253:LanguageRole b252:LanguageCode extent:Extent b218:ExtentType b219:ExtentValue b220:ExtentUnit subject:Subject
b067:SubjectSchemeIdentifier b069:SubjectCode b070:SubjectHeadingText x425:MainSubject audience:Audience
b204:AudienceCodeType b206:AudienceCodeValue b073:AudienceCode collateraldetail:CollateralDetail
textcontent:TextContent x426:TextType x427:ContentAudience d104:Text supportingresource:SupportingResource
x436:ResourceContentType x437:ResourceMode resourceversion:ResourceVersion x435:ResourceLink x441:ResourceForm
publishingdetail:PublishingDetail publisher:Publisher b291:PublishingRole b081:PublisherName imprint:Imprint
b079:ImprintName publishingdate:PublishingDate x448:PublishingDateRole b306:Date j260:DateFormat
relatedmaterial:RelatedMaterial relatedwork:RelatedWork x454:WorkRelationCode workidentifier:WorkIdentifier
b201:WorkIDType relatedproduct:RelatedProduct x455:ProductRelationCode productsupply:ProductSupply market:Market
territory:Territory x449:CountriesIncluded x450:RegionsIncluded x451:CountriesExcluded x452:RegionsExcluded
supplydetail:SupplyDetail j396:ProductAvailability price:Price x462:PriceType j261:PriceQualifier j151:PriceAmount
j152:CurrencyCode pricecondition:PriceCondition pricedate:PriceDate x476:PriceDateRole tax:Tax x474:TaxAmount
x472:TaxRatePercent x473:TaxableAmount
"""
REFERENCE_NAMES: dict[str, str] = dict(pair.split(":") for pair in _PAIRS.split())


def to_reference_name(tag: str) -> str:
    """Return the reference name of a tag of either kind, without its namespace."""
    local = tag.rpartition("}")[2]
    return REFERENCE_NAMES.get(local, local)
