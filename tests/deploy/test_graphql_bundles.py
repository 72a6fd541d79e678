"""Bundling the resolvers of a service: TypeScript in, one module for AppSync out."""

import shutil
from pathlib import Path

import pytest

from deploy.errors import UserError
from deploy.graphql import bundle_resolvers

RESOLVER = """
import { util, type Context } from '@aws-appsync/utils'
import { shout } from '../shared/words'

export const request = (ctx: Context) => ({ operation: 'Invoke', payload: shout(ctx.args.word) })
export const response = (ctx: Context) => util.toJson(ctx.result)
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "library").mkdir()
    (tmp_path / "library" / "words.ts").write_text("export const shout = (word: string) => word.toUpperCase()\n")
    (tmp_path / "graphql" / "resolvers").mkdir(parents=True)
    (tmp_path / "graphql" / "shared").symlink_to(tmp_path / "library")
    return tmp_path / "graphql"


def bundle(folder, code):
    (folder / "resolvers" / "Query.shout.ts").write_text(code)
    bundle_resolvers(folder, folder / "modules")
    return (folder / "modules" / "Query.shout.js").read_text()


def test_what_resolvers_share_is_in_each_module_and_only_appsyncs_own_stays_outside(folder):
    module = bundle(folder, RESOLVER)
    assert "toUpperCase" in module
    assert [line for line in module.splitlines() if "import" in line] == ['import { util } from "@aws-appsync/utils";']
    assert "\nexport {\n  request,\n  response\n};" in module


def test_the_same_sources_make_the_same_bytes(folder):
    assert bundle(folder, RESOLVER) == bundle(folder, RESOLVER)


def test_copies_in_different_folders_make_the_same_bytes(folder, tmp_path):
    copies = [Path(shutil.copytree(folder, tmp_path / place / "graphql")) for place in ("here", "elsewhere/deeper")]
    assert len({bundle(copy, RESOLVER) for copy in copies}) == 1


def test_a_mistake_is_shown_with_its_place(folder):
    with pytest.raises(UserError, match=r"Query\.shout\.ts:1:18"):
        bundle(folder, "import { a } from './nothing'\nexport const request = a")


def test_code_that_appsync_would_refuse_for_its_size_is_refused_here(folder):
    with pytest.raises(UserError, match=r"Query\.shout\.js has \d+ bytes; AppSync takes 32000"):
        bundle(folder, f"export const request = () => '{'x' * 32_000}'")
