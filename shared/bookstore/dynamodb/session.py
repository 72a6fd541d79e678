"""The botocore session of the services: it starts quickly, and DynamoDB's items pass in it as the JSON that they are.

botocore walks every value of an item by the service's model, in each direction, and makes and takes the very JSON that
DynamoDB speaks. Here the parts of the model that hold items, keys and expressions are declared documents, which the
model's language has for values of any form: botocore hands them on as they are. `items.py` is the only code that walks
them. Signing, retries, time-outs, errors with their fields, paginators and events stay botocore's own.

A cold start reads what one client needs, not what all four hundred services need: where services are is derived from
botocore's short list of partitions, and its folder of models is not searched. S3, which has rules of its own, has a
session of its own.
"""

import os
from functools import cache
from typing import Any

from botocore.config import Config
from botocore.loaders import Loader
from botocore.session import Session, get_session

from bookstore.dynamodb.checksums import verify_checksum

S3 = "s3"
DOCUMENT = {"type": "structure", "members": {}, "document": True}
# The members of item operations that hold attribute values, or lists and maps of nothing but texts.
DOCUMENTS = (
    "AttributeMap",
    "AttributeValue",
    "BatchGetRequestMap",
    "BatchGetResponseMap",
    "BatchWriteItemRequestMap",
    "CancellationReasonList",
    "ConsumedCapacity",
    "ConsumedCapacityMultiple",
    "ExpressionAttributeNameMap",
    "ExpressionAttributeValueMap",
    "ItemList",
    "ItemResponseList",
    "Key",
    "PutItemInputAttributeMap",
    "TransactGetItemList",
    "TransactWriteItemList",
)


class ModelLoader(Loader):
    """Loads botocore's own models; in DynamoDB's, what holds items is a document."""

    def load_service_model(self, service_name: str, type_name: str, api_version: str | None = None) -> Any:
        """Return the model; the one that botocore caches is not changed."""
        model = super().load_service_model(service_name, type_name, api_version)
        if (service_name, type_name) != ("dynamodb", "service-2"):
            return model
        return {**model, "shapes": {**model["shapes"], **dict.fromkeys(DOCUMENTS, DOCUMENT)}}

    def list_available_services(self, type_name: str) -> list[str]:
        """Return every service, without looking into the folder of each for models of this type."""
        return sorted(os.listdir(self.BUILTIN_DATA_PATH))

    def load_data_with_path(self, name: str) -> Any:
        """Return one of botocore's files, but for the endpoints of all services their rule."""
        if name != "endpoints":
            return super().load_data_with_path(name)
        partitions, path = super().load_data_with_path("partitions")
        return {"version": 3, "partitions": [_endpoints(each) for each in partitions["partitions"]]}, path


def _endpoints(partition: dict[str, Any]) -> dict[str, Any]:
    """Return how the addresses of a partition's services are made."""
    suffix, dual_suffix = (partition["outputs"][name] for name in ("dnsSuffix", "dualStackDnsSuffix"))
    host = "{service}.{region}.{dnsSuffix}"
    fips = {"hostname": host.replace("{service}", "{service}-fips"), "tags": ["fips"]}
    dual = {"dnsSuffix": dual_suffix, "hostname": host, "tags": ["dualstack"]}
    return {
        "partition": partition["id"],
        "partitionName": partition["id"],
        "dnsSuffix": suffix,
        "regionRegex": partition["regionRegex"],
        "regions": partition["regions"],
        "defaults": {
            "hostname": host,
            "protocols": ["https"],
            "signatureVersions": ["v4"],
            "variants": [{"dnsSuffix": suffix, **fips}, dual],
        },
        "services": {},
    }


@cache
def session(service: str = "") -> Session:
    """Return the process's session for a service, with the credentials and the region of its environment."""
    own = get_session()
    if service != S3:
        own.register_component("data_loader", ModelLoader())
    return own


def new_client(service: str, config: Config, **options: Any) -> Any:
    """Return a new client of an AWS service; what DynamoDB's clients receive is compared with its checksum."""
    client = session(S3 if service == S3 else "").create_client(service, config=config, **options)
    client.meta.events.register("before-parse.dynamodb", verify_checksum)
    return client
