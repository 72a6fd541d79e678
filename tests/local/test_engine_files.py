"""The engines' files: what the lock says, what is intact, and how they are laid out."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from local.engines.lock import Artifact, load_artifacts, parse_artifact
from local.engines.mirror import find_mirror
from local.engines.unpack import DISTRIBUTION, unpack


def artifact(name, content=b"", group="org.example", extension="jar", classifier=""):
    checksum = hashlib.sha256(content).hexdigest()
    return Artifact("opensearch", group, name, "1.0", extension, len(content), checksum, classifier)


def store(repository: Path, what: Artifact, content: bytes):
    (repository / what.path).parent.mkdir(parents=True, exist_ok=True)
    (repository / what.path).write_bytes(content)


def archive(path: Path, files: dict[str, str]) -> bytes:
    with zipfile.ZipFile(path, "w") as packed:
        for name, text in files.items():
            packed.writestr(name, text)
    return path.read_bytes()


def test_a_row_of_the_lock_is_an_artifact_with_its_place_in_a_repository():
    row = {"engine": "gremlin", "g": "io.netty", "a": "netty-transport", "v": "4.1", "c": "linux", "ext": "jar"}
    created = parse_artifact({**row, "size": 7, "sha256": "ab"})
    assert created == Artifact("gremlin", "io.netty", "netty-transport", "4.1", "jar", 7, "ab", "linux")
    assert created.path == Path("io/netty/netty-transport/4.1/netty-transport-4.1-linux.jar")


@pytest.mark.parametrize("engine", ["opensearch", "gremlin", "dynamodb"])
def test_the_lock_names_every_file_of_an_engine_once_and_by_a_whole_checksum(engine):
    rows = load_artifacts(engine)
    assert len({row.path for row in rows}) == len(rows) > 3
    assert {len(row.sha256) for row in rows} == {64}


def test_a_file_that_was_cut_off_or_changed_is_not_intact(tmp_path):
    jar = artifact("lucene", b"abc")
    assert not jar.is_intact(tmp_path)
    for content, intact in ((b"ab", False), (b"abd", False), (b"abc", True)):
        store(tmp_path, jar, content)
        assert jar.is_intact(tmp_path) is intact


def test_a_distribution_its_plugins_and_jars_are_laid_out_and_an_older_layout_is_gone(tmp_path):
    opensearch = archive(
        tmp_path / "a.zip", {"opensearch-1.0/lib/core.jar": "core", "opensearch-1.0/modules/ingest-geoip/x": ""}
    )
    plugin = archive(tmp_path / "b.zip", {"plugin.jar": "knn"})
    expected_settings = [
        (artifact("knn", plugin, extension="zip"), plugin),
        (artifact("opensearch", opensearch, DISTRIBUTION, "zip"), opensearch),
        (artifact("icu4j", b"icu"), b"icu"),
    ]
    for what, content in expected_settings:
        store(tmp_path / "m2", what, content)
    (tmp_path / "engine" / "lib").mkdir(parents=True)
    (tmp_path / "engine" / "lib" / "old.jar").touch()

    unpack([what for what, _ in expected_settings], tmp_path / "m2", tmp_path / "engine")

    files = {str(file.relative_to(tmp_path / "engine")) for file in (tmp_path / "engine").rglob("*") if file.is_file()}
    assert files == {"lib/icu4j-1.0.jar", "home/lib/core.jar", "home/plugins/knn/plugin.jar"}


def test_an_archive_that_cannot_be_opened_leaves_the_older_layout_as_it_was(tmp_path):
    broken = artifact("opensearch", b"no archive", DISTRIBUTION, "zip")
    store(tmp_path / "m2", broken, b"no archive")
    (tmp_path / "engine").mkdir()
    (tmp_path / "engine" / "works").touch()
    with pytest.raises(zipfile.BadZipFile):
        unpack([broken], tmp_path / "m2", tmp_path / "engine")
    assert [file.name for file in (tmp_path / "engine").iterdir()] == ["works"]


@pytest.mark.parametrize(
    ("mirror", "expected"),
    [
        ("<mirrorOf>central</mirrorOf><url>https://mirror.example/m2/</url>", "https://mirror.example/m2"),
        ("<mirrorOf>*</mirrorOf><url>https://mirror.example</url>", "https://mirror.example"),
        ("<mirrorOf>other</mirrorOf><url>https://mirror.example</url>", None),
        ("<mirrorOf>*</mirrorOf><url>http://0.0.0.0/</url><blocked>true</blocked>", None),
    ],
)
def test_mavens_own_settings_name_the_mirror(tmp_path, mirror, expected):
    settings = tmp_path / "settings.xml"
    settings.write_text(
        f'<settings xmlns="http://maven.apache.org/SETTINGS/1.2.0"><mirrors><mirror>{mirror}</mirror></mirrors></settings>'
    )
    assert find_mirror(settings) == expected
