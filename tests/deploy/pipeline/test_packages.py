"""What is built is sealed by a hash, is the same for every stage, and is deployed as it is."""

import pytest

from deploy import packaging
from deploy.errors import UserError
from deploy.pipeline import packages
from deploy.services import limit_roles
from tests.deploy.small_shop import write_project


@pytest.fixture
def folder(tmp_path, monkeypatch):
    source = tmp_path / "dist"
    (source / "assets").mkdir(parents=True)
    (source / "index.html").write_text("page")
    (source / "assets" / "a.js").write_text("script")
    monkeypatch.setattr(packages, "build_site", lambda _: source)
    packages.build("storefront", tmp_path / "built")
    return tmp_path / "built"


def test_built_again_it_has_the_same_hash_and_nothing_of_before(folder):
    seal = (folder / "HASH").read_text()
    (folder / "content" / "old.js").write_text("of an earlier build")
    assert packages.build("storefront", folder) == seal
    assert packages.require_sealed(folder) == seal


@pytest.mark.parametrize("change", ["another byte", "another name", "one more", "no seal"])
def test_what_is_not_what_was_built_is_refused(folder, change, monkeypatch):
    monkeypatch.setattr(packages, "publish_site", lambda *_: pytest.fail("published"))
    script = folder / "content" / "assets" / "a.js"
    match change:
        case "another byte":
            script.write_text("scripT")
        case "another name":
            script.rename(script.with_name("b.js"))
        case "one more":
            script.with_name("b.js").write_text("")
        case "no seal":
            (folder / "HASH").unlink()
    with pytest.raises(UserError, match="is not what was built"):
        packages.promote("storefront", "staging", folder)


def test_a_package_knows_its_stage_by_a_tag_and_the_name_of_its_layer_alone(tmp_path):
    """So that one package, of no stage, is right for all."""
    shop = write_project(tmp_path / "shop")
    built = {}
    for stage in ("package", "prod"):
        (tmp_path / stage).mkdir()
        built[stage] = packaging.build_package(shop, stage, tmp_path / stage)
    for name in (packaging.CODE, packaging.LIBRARIES):
        assert (built["package"] / name).read_bytes() == (built["prod"] / name).read_bytes()
    template = (built["package"] / packaging.TEMPLATE).read_text()
    named = template.replace(":stage=package:", ":stage=prod:").replace("small-package-managed", "small-prod-managed")
    assert named == (built["prod"] / packaging.TEMPLATE).read_text()


def test_every_role_gets_the_boundary_of_a_stage_that_has_one():
    template = {
        "Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": {}}, "Queue": {"Type": "AWS::SQS::Queue"}}
    }
    assert limit_roles(template, None)["Resources"]["Role"]["Properties"] == {}
    limited = limit_roles(template, "arn:aws:iam::1:policy/b")["Resources"]
    assert limited["Role"]["Properties"] == {"PermissionsBoundary": "arn:aws:iam::1:policy/b"}
    assert limited["Queue"] == {"Type": "AWS::SQS::Queue"}
