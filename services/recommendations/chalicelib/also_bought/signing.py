"""Signs the opening of a websocket to Neptune with the function's own role; a local server wants no signature."""

from urllib.parse import urlsplit


def signed_headers(url: str) -> dict[str, str]:
    """Headers for a new connection. A signature is good for five minutes, so each connection gets its own.

    Source: https://docs.aws.amazon.com/neptune/latest/userguide/iam-auth-connecting-gremlin-python.html
    """
    if urlsplit(url).scheme != "wss":
        return {}
    from botocore.auth import SigV4Auth
    from botocore.awsrequest import AWSRequest
    from botocore.session import Session

    session = Session()
    request = AWSRequest("GET", url.replace("wss://", "https://", 1), headers={"Host": urlsplit(url).netloc})
    SigV4Auth(session.get_credentials(), "neptune-db", session.get_config_variable("region")).add_auth(request)
    return {name: value for name, value in request.headers.items() if name != "Host"}
