"""ONIX messages to test with, written for these tests, and the bucket of imports in memory."""

import io
from typing import Any

from lxml import etree

from chalicelib.imports.files import ImportFiles
from chalicelib.imports.job import upload_key
from chalicelib.imports.onix_tags import REFERENCE_NAMES
from tests.catalog.builders import ISBN

NAMESPACE = "http://ns.editeur.org/onix/{release}/{kind}"
SHORT_TAGS = {name: tag for tag, name in REFERENCE_NAMES.items()}

PRODUCT = """<Product>
<RecordReference>example.{isbn}</RecordReference><NotificationType>{notification}</NotificationType>
<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>{isbn}</IDValue></ProductIdentifier>
<DescriptiveDetail>
<ProductComposition>00</ProductComposition><ProductForm>{form}</ProductForm>
<Measure><MeasureType>01</MeasureType><Measurement>19.8</Measurement><MeasureUnitCode>cm</MeasureUnitCode></Measure>
<Measure><MeasureType>02</MeasureType><Measurement>129</Measurement><MeasureUnitCode>mm</MeasureUnitCode></Measure>
<Measure><MeasureType>08</MeasureType><Measurement>0.31</Measurement><MeasureUnitCode>kg</MeasureUnitCode></Measure>
<Collection><CollectionType>10</CollectionType><TitleDetail><TitleType>01</TitleType><TitleElement>
<TitleElementLevel>02</TitleElementLevel><PartNumber>{part}</PartNumber><TitleText>Novels of Highbury</TitleText>
</TitleElement></TitleDetail></Collection>
<TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel>
<TitleText>{title}</TitleText><Subtitle>A Novel</Subtitle></TitleElement></TitleDetail>
<TitleDetail><TitleType>03</TitleType><TitleElement><TitleElementLevel>01</TitleElementLevel>
<TitleText>{title} (1815)</TitleText></TitleElement></TitleDetail>
<Contributor><SequenceNumber>1</SequenceNumber><ContributorRole>A01</ContributorRole>
<PersonName>Jane Austen</PersonName></Contributor>
<Contributor><SequenceNumber>2</SequenceNumber><ContributorRole>B06</ContributorRole>
<NamesBeforeKey>Ada</NamesBeforeKey><KeyNames>Translator</KeyNames></Contributor>
<Language><LanguageRole>01</LanguageRole><LanguageCode>{language}</LanguageCode></Language>
<Extent><ExtentType>00</ExtentType><ExtentValue>352</ExtentValue><ExtentUnit>03</ExtentUnit></Extent>
<Subject><MainSubject/><SubjectSchemeIdentifier>93</SubjectSchemeIdentifier><SubjectCode>FBC</SubjectCode></Subject>
<Subject><SubjectSchemeIdentifier>10</SubjectSchemeIdentifier><SubjectCode>FIC004000</SubjectCode></Subject>
<Subject><SubjectSchemeIdentifier>20</SubjectSchemeIdentifier>
<SubjectHeadingText>matchmaking; village life</SubjectHeadingText></Subject>
<Audience><AudienceCodeType>01</AudienceCodeType><AudienceCodeValue>01</AudienceCodeValue></Audience>
</DescriptiveDetail>
<CollateralDetail><TextContent><TextType>03</TextType><ContentAudience>00</ContentAudience>
<Text>{description}</Text></TextContent>
<SupportingResource><ResourceContentType>01</ResourceContentType><ContentAudience>00</ContentAudience>
<ResourceMode>03</ResourceMode><ResourceVersion><ResourceForm>02</ResourceForm>
<ResourceLink>{cover}</ResourceLink></ResourceVersion></SupportingResource></CollateralDetail>
<PublishingDetail>
<Publisher><PublishingRole>01</PublishingRole><PublisherName>Example House</PublisherName></Publisher>
<PublishingDate><PublishingDateRole>01</PublishingDateRole><Date dateformat="00">{released}</Date></PublishingDate>
<PublishingDate><PublishingDateRole>11</PublishingDateRole><Date dateformat="05">1815</Date></PublishingDate>
</PublishingDetail>
{related}
<ProductSupply><SupplyDetail>
<Supplier><SupplierRole>01</SupplierRole><SupplierName>Example House</SupplierName></Supplier>
<ProductAvailability>{availability}</ProductAvailability>
{prices}</SupplyDetail></ProductSupply>
</Product>"""
PRICE = """<Price><PriceType>{kind}</PriceType>
<PriceAmount>{amount}</PriceAmount><CurrencyCode>{currency}</CurrencyCode>
<Territory><RegionsIncluded>WORLD</RegionsIncluded></Territory></Price>"""
RELATED = """<RelatedMaterial><RelatedProduct><ProductRelationCode>06</ProductRelationCode>
<ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>{isbn}</IDValue></ProductIdentifier></RelatedProduct>
</RelatedMaterial>"""
DEFAULTS = {
    "notification": "03",
    "form": "BC",
    "part": "2",
    "title": "Emma",
    "language": "eng",
    "description": "A matchmaker is matched.",
    "cover": "https://covers.example/emma.jpg",
    "released": "20240314",
    "related": "",
    "availability": "20",
}


def price(amount: str = "9.99", kind: str = "02", currency: str = "GBP") -> str:
    return PRICE.format(amount=amount, kind=kind, currency=currency)


def product(isbn: str = ISBN, *, prices: str | None = None, related: str = "", **fields: str) -> str:
    alternatives = RELATED.format(isbn=related) if related else ""
    values = {
        **DEFAULTS,
        **fields,
        "isbn": isbn,
        "related": alternatives,
        "prices": price() if prices is None else prices,
    }
    return PRODUCT.format(**values)


def deletion(isbn: str = ISBN) -> str:
    identifier = f"<ProductIDType>15</ProductIDType><IDValue>{isbn}</IDValue>"
    names = f"<RecordReference>example.{isbn}</RecordReference><NotificationType>05</NotificationType>"
    return f"<Product>{names}<ProductIdentifier>{identifier}</ProductIdentifier></Product>"


def message(*products: str, sent: str = "20260314T0930Z", release: str = "3.0", short: bool = False) -> bytes:
    """Return a whole message; with short tags, the same one by its short names."""
    kind = "short" if short else "reference"
    space = NAMESPACE.format(release=release, kind=kind)
    header = (
        f"<Header><Sender><SenderName>Example House</SenderName></Sender><SentDateTime>{sent}</SentDateTime></Header>"
    )
    body = "\n".join(products)
    text = f'<ONIXMessage release="{release}" xmlns="{space}">{header}\n{body}\n</ONIXMessage>'.encode()
    return to_short_tags(text, space) if short else text


def to_short_tags(text: bytes, space: str) -> bytes:
    root = etree.fromstring(text)
    others = {"ProductComposition": "x314", "Supplier": "supplier", "SupplierRole": "j292", "SupplierName": "j137"}
    for element in root.iter("*"):
        name = etree.QName(element).localname
        element.tag = f"{{{space}}}{ {**SHORT_TAGS, **others}[name] }"
    return etree.tostring(root)


class FakeObjects:
    """S3's client, as far as imports use it: objects by key."""

    def __init__(self) -> None:
        self.objects: dict[str, bytes] = {}

    def generate_presigned_post(self, bucket: str, key: str, **_: Any) -> dict[str, Any]:
        return {"url": f"https://{bucket}.example", "fields": {"key": key}}

    def head_object(self, *, Bucket: str, Key: str) -> dict[str, Any]:
        return {"ContentLength": len(self._get(Key))}

    def get_object(self, *, Bucket: str, Key: str, Range: str | None = None) -> dict[str, Any]:
        data = self._get(Key)
        if Range:
            first, last = Range.removeprefix("bytes=").split("-")
            data = data[int(first) : int(last) + 1]
        return {"Body": io.BytesIO(data)}

    def put_object(self, *, Bucket: str, Key: str, Body: bytes) -> None:
        self.objects[Key] = Body

    def copy_object(self, *, Bucket: str, Key: str, CopySource: dict[str, str]) -> None:
        self.objects[Key] = self.objects[CopySource["Key"]]

    def delete_object(self, *, Bucket: str, Key: str) -> None:
        del self.objects[Key]

    def list_objects_v2(self, *, Bucket: str, Prefix: str) -> dict[str, Any]:
        found = {key: body for key, body in self.objects.items() if key.startswith(Prefix)}
        return {"Contents": [{"Key": key, "Size": len(body)} for key, body in sorted(found.items())]}

    def _get(self, key: str) -> bytes:
        from botocore.exceptions import ClientError

        if key not in self.objects:
            raise ClientError({"Error": {"Code": "404"}}, "HeadObject")
        return self.objects[key]


class StoredFiles(ImportFiles):
    """The bucket in memory."""

    def __init__(self) -> None:
        self.s3 = FakeObjects()
        super().__init__("imports", self.s3)

    def upload(self, import_id: str, content: bytes) -> None:
        self.s3.objects[upload_key(import_id)] = content
