"""The botocore session of the services, in which DynamoDB's items pass as the JSON that they are.

botocore walks every value of an item by the service's model, in each direction, and makes and takes the very JSON that
DynamoDB speaks. Here the parts of the model that hold items, keys and expressions are declared documents, which the
model's language has for values of any form: botocore hands them on as they are. `items.py` is the only code that walks
them. Signing, retries, time-outs, errors with their fields, paginators and events stay botocore's own.
"""

from functools import cache
from typing import Any

from botocore.config import Config
from botocore.loaders import Loader
from botocore.session import Session, get_session

from bookstore.dynamodb.checksums import verify_checksum

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


@cache
def session() -> Session:
    """Return the process's session, with the credentials and the region of its environment."""
    own = get_session()
    own.register_component("data_loader", ModelLoader())
    return own


def new_client(service: str, config: Config, **options: Any) -> Any:
    """Return a new client of an AWS service; what DynamoDB's clients receive is compared with its checksum."""
    client = session().create_client(service, config=config, **options)
    client.meta.events.register("before-parse.dynamodb", verify_checksum)
    return client
