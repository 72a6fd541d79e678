"""Add merged APIs: `AWS::AppSync::SourceApiAssociation` is unknown to the emulator, and a merged API answers nothing.

A source's new schema is merged at once. A conflict fails the deployment that brings it, and changes nothing; on AWS,
that of a source which is already associated succeeds, and its merge fails.
"""

from http import HTTPStatus
from typing import Any

from ministack.core import appsync_graphql
from ministack.core.responses import new_uuid
from ministack.services import appsync
from ministack.services.cloudformation import provisioners

from local.emulator.patches.appsync import service_roles
from local.emulator.patches.appsync.schema_merge import InvalidSchema, MergeConflict, check_schema, merge_schemas

Json = dict[str, Any]

ASSOCIATION, SCHEMA = "AWS::AppSync::SourceApiAssociation", "AWS::AppSync::GraphQLSchema"
MERGED = "MERGED"
SOURCES = "sourceApis"  # in a merged API's record, and saved with it: association id to source API id


def apply() -> None:
    """Add the resource, and merge whenever a schema is created or changed, by whichever way."""
    provisioners._RESOURCE_HANDLERS[ASSOCIATION] = {"create": _create, "update": _update, "delete": _delete}
    provisioners._REPLACING_PROPERTIES[ASSOCIATION] = ("MergedApiIdentifier", "SourceApiIdentifier")
    appsync._start_schema_creation = _start_schema_creation
    provisioners._RESOURCE_HANDLERS[SCHEMA] = {
        **provisioners._RESOURCE_HANDLERS[SCHEMA],
        "create": _create_schema,
    }


_plain_start = appsync._start_schema_creation
_plain_create = provisioners._RESOURCE_HANDLERS[SCHEMA]["create"]


def _create_schema(logical_id: str, properties: Json, stack: str) -> Any:
    """Create or change a schema by CloudFormation; a conflict restores what was there."""
    check_schema(properties.get("Definition", ""))
    api_id = properties["ApiId"]
    before = appsync._schemas.get(api_id)
    created = _plain_create(logical_id, properties, stack)
    try:
        _merge_everywhere(api_id)
    except MergeConflict:
        _restore(api_id, before)
        raise
    return created


def _start_schema_creation(api_id: str, body: Json) -> Any:
    """Create a schema by the SDK; what is wrong with it is the answer."""
    before = appsync._schemas.get(api_id)
    response = _plain_start(api_id, body)
    if response[0] != HTTPStatus.OK:
        return response
    try:
        check_schema(appsync._schemas[api_id]["definition"])
        _merge_everywhere(api_id)
    except InvalidSchema as problem:
        _restore(api_id, before)
        return appsync.error_response_json("BadRequestException", str(problem), 400)
    return response


def _restore(api_id: str, schema: Json | None) -> None:
    appsync_graphql.forget_schema(api_id)
    if schema is None:
        appsync._schemas.pop(api_id, None)
    else:
        appsync._schemas[api_id] = schema


def _merge_everywhere(source: str) -> None:
    for api_id, api in list(appsync._apis.items()):
        if source in api.get(SOURCES, {}).values():
            _merge(api_id)


def _merge(api_id: str) -> None:
    """Replace the merged schema; raise MergeConflict and change nothing when there is a conflict."""
    sources = appsync._apis[api_id][SOURCES].values()
    schemas = [appsync._schemas[source]["definition"] for source in sources if source in appsync._schemas]
    definition = merge_schemas(schemas)
    appsync_graphql.forget_schema(api_id)
    appsync._schemas[api_id] = {"definition": definition, "status": "SUCCESS", "details": ""}


def _create(logical_id: str, properties: Json, stack: str) -> Any:
    api_id, source = _api_id(properties["MergedApiIdentifier"]), _api_id(properties["SourceApiIdentifier"])
    for name in (api_id, source):
        if name not in appsync._apis:
            raise ValueError(f"GraphQL API {name} not found.")
    if appsync._apis[api_id].get("apiType") != MERGED:
        raise ValueError(f"GraphQL API {api_id} is not a merged API.")
    sources = appsync._apis[api_id].setdefault(SOURCES, {})
    if source in sources.values():
        raise ValueError(f"GraphQL API {source} is already associated with {api_id}.")
    association = new_uuid()
    sources[association] = source
    try:
        _merge(api_id)
    except MergeConflict:
        del sources[association]
        raise
    return _describe(api_id, source, association)


def _update(physical_id: str, old: Json, new: Json, stack: str) -> Any:
    """Only the description and the kind of merge can change in place; neither is of consequence here."""
    api_id, source = _api_id(new["MergedApiIdentifier"]), _api_id(new["SourceApiIdentifier"])
    return _describe(api_id, source, physical_id.rpartition("/")[2])


def _describe(api_id: str, source: str, association: str) -> tuple[str, Json]:
    arn = f"{appsync._apis[source]['arn']}/sourceApiAssociations/{association}"
    return arn, {
        "AssociationArn": arn,
        "AssociationId": association,
        "MergedApiArn": appsync._apis[api_id]["arn"],
        "MergedApiId": api_id,
        "SourceApiArn": appsync._apis[source]["arn"],
        "SourceApiId": source,
        "SourceApiAssociationStatus": "MERGE_SUCCESS",
    }


def _delete(physical_id: str, properties: Json) -> None:
    api_id = _api_id(properties["MergedApiIdentifier"])
    if api_id in appsync._apis and SOURCES in appsync._apis[api_id]:
        appsync._apis[api_id][SOURCES].pop(physical_id.rpartition("/")[2], None)
        _merge(api_id)


def _api_id(identifier: str) -> str:
    """Return the id of an API that is named by its id or its ARN."""
    return identifier.rpartition("/")[2]


def find_resolver(api_id: str, type_name: str, field: str) -> tuple[str, Json | None]:
    """Return the API that has the field's resolver, with its data sources and functions, and the resolver if any.

    A merged API's own role must allow it to call the source, as on AWS: appsync:SourceGraphQL.
    """
    for owner in (api_id, *appsync._apis[api_id].get(SOURCES, {}).values()):
        resolver = (appsync._resolvers.get(owner) or {}).get(type_name, {}).get(field)
        if resolver:
            if owner != api_id:
                _enforce_role(appsync._apis[api_id], owner, type_name, field)
            return owner, resolver
    return api_id, None


def _enforce_role(api: Json, source: str, type_name: str, field: str) -> None:
    resource = f"{appsync._apis[source]['arn']}/types/{type_name}/fields/{field}"
    try:
        service_roles.enforce(api.get("mergedApiExecutionRoleArn", ""), "appsync:SourceGraphQL", resource)
    except service_roles.AccessDenied as denied:
        raise appsync._AppSyncResolverError(str(denied), "Unauthorized") from denied
