"""What a page of the shop may load and ask on AWS: ourselves, Cognito, the upload bucket, Stripe as it documents."""

import re

from deploy.shared_stacks import shared_template


def on_aws(node):
    match node:
        case {"Fn::If": [_, there, _]}:
            return on_aws(there)
        case {"Fn::Sub": [text, {**variables}]}:
            return re.sub(r"\$\{(\w+)\}", lambda result: on_aws(variables[result[1]]), text)
        case {"Fn::Sub": text}:
            return text
    return node


def policy():
    resources = shared_template("edge")["Resources"]
    headers = resources["SecurityHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    separator, directives = headers["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Join"]
    assert separator == "; "
    return {name: set(sources) for name, *sources in (on_aws(text).split() for text in directives)}


def test_of_stripe_a_page_may_use_what_the_payment_element_needs_and_nothing_else():
    stripes = {name: {one for one in sources if "stripe" in one} for name, sources in policy().items()}
    script = {"https://js.stripe.com", "https://*.js.stripe.com"}
    assert {name: result for name, result in stripes.items() if result} == {
        "script-src": script,
        "frame-src": script | {"https://hooks.stripe.com"},  # the bank's question (3-D Secure)
        "connect-src": {"https://api.stripe.com"},
    }


def test_no_script_or_style_in_a_page_runs_and_nobody_frames_it():
    assert not any("unsafe" in source for sources in policy().values() for source in sources)
    assert policy()["default-src"] == {"'self'"}
    assert policy()["frame-ancestors"] == policy()["object-src"] == policy()["base-uri"] == {"'none'"}


def test_a_form_is_sent_to_the_shop_alone():
    assert policy()["form-action"] == {"'self'"}


def test_beside_ourselves_a_page_asks_cognito_stripe_and_the_upload_bucket():
    others = policy()["connect-src"] - {"'self'", "https://api.stripe.com"}
    names = {source.removeprefix("https://").split(".")[0] for source in others}
    assert names == {"${CoversBucket}", "cognito-idp"}
