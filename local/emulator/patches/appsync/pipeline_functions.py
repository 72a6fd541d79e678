"""Store what `AWS::AppSync::FunctionConfiguration` declares: the emulator creates an id and forgets the code."""

from typing import Any

from ministack.services import appsync
from ministack.services.cloudformation import provisioners

Json = dict[str, Any]

KIND = "AWS::AppSync::FunctionConfiguration"
MEMBERS = ("Name", "Description", "DataSourceName", "Code", "Runtime", "MaxBatchSize", "SyncConfig")


def apply() -> None:
    """Wrap the resource's handlers: ids and attributes stay the emulator's own."""
    handler = provisioners._RESOURCE_HANDLERS[KIND]
    plain_create, plain_update = handler["create"], handler["update"]

    def create(logical_id: str, properties: Json, stack: str) -> Any:
        return _store(properties, plain_create(logical_id, properties, stack))

    def update(physical_id: str, old: Json, new: Json, stack: str) -> Any:
        return _store(new, plain_update(physical_id, old, new, stack))

    handler.update(create=create, update=update, delete=_delete)


def _store(properties: Json, created: Any) -> Any:
    """Store the record that pipelines look up, under the id of the created resource."""
    api_id, function_id = properties["ApiId"], created[1]["FunctionId"]
    if api_id not in appsync._apis:
        raise ValueError(f"GraphQL API {api_id} not found.")
    members = {
        name[:1].lower() + name[1:]: provisioners._pascal_to_camel(properties[name])
        for name in MEMBERS
        if properties.get(name) not in (None, "")
    }
    record = appsync._function_record(api_id, function_id, members)
    appsync._functions.setdefault(api_id, {})[function_id] = record
    return created


def _delete(physical_id: str, properties: Json) -> None:
    functions = appsync._functions.get(properties.get("ApiId", ""), {})
    functions.pop(physical_id.rpartition("/")[2], None)
