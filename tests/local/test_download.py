"""Downloads: checked, repaired, and never more than needed."""

import hashlib

import pytest

from deploy.errors import UserError
from local.engines import download
from local.engines.lock import Artifact
from local.engines.progress import DownloadProgress
from tests.local.repository import serving

CONTENT = b"a jar of honey" * 1000
JAR = Artifact("gremlin", "org.example", "honey", "1.0", "jar", len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
PATH = f"/{JAR.path.as_posix()}"


@pytest.fixture(autouse=True)
def _no_waiting_between_attempts(monkeypatch):
    monkeypatch.setattr(download.time, "sleep", lambda _: None)


def test_a_file_arrives_with_its_checksum(tmp_path, monkeypatch):
    with serving({PATH: CONTENT}) as (url, _):
        monkeypatch.setenv("BOOKSTORE_MAVEN_URL", url)
        download.fetch([JAR], tmp_path, lambda _: None)
    assert JAR.is_intact(tmp_path)


def test_progress_is_reported_at_every_quarter_and_never_beyond_the_total():
    printed: list[str] = []
    progress = DownloadProgress(200_000_000, printed.append)
    for size in (10_000_000, 45_000_000, 100_000_000, 45_000_000, 90_000_000):
        with progress.track_file("honey.jar", size) as arrived:
            arrived(size)
    assert printed == ["55 of 200 MB", "155 of 200 MB", "200 of 200 MB"]


def test_an_existing_file_is_not_downloaded(tmp_path, monkeypatch):
    (tmp_path / JAR.path).parent.mkdir(parents=True)
    (tmp_path / JAR.path).write_bytes(CONTENT)
    with serving({PATH: CONTENT}) as (url, requests):
        monkeypatch.setenv("BOOKSTORE_MAVEN_URL", url)
        download.fetch([JAR], tmp_path, print)
    assert requests == []


def test_a_download_that_was_cut_off_is_repeated(tmp_path, monkeypatch):
    with serving({PATH: CONTENT}, cut_off=2) as (url, requests):
        monkeypatch.setenv("BOOKSTORE_MAVEN_URL", url)
        download.fetch([JAR], tmp_path, lambda _: None)
    assert JAR.is_intact(tmp_path)
    assert requests.count(PATH) == 3


def test_an_incomplete_file_is_replaced(tmp_path, monkeypatch):
    (tmp_path / JAR.path).parent.mkdir(parents=True)
    (tmp_path / JAR.path).write_bytes(CONTENT[:100])
    with serving({PATH: CONTENT}) as (url, _):
        monkeypatch.setenv("BOOKSTORE_MAVEN_URL", url)
        download.fetch([JAR], tmp_path, lambda _: None)
    assert JAR.is_intact(tmp_path)


def test_another_file_under_its_name_is_refused_and_named(tmp_path, monkeypatch):
    with serving({PATH: b"poison" * 10}) as (url, _):
        monkeypatch.setenv("BOOKSTORE_MAVEN_URL", url)
        with pytest.raises(UserError, match=r"honey-1\.0\.jar could not be downloaded \(its checksum is wrong\)"):
            download.fetch([JAR], tmp_path, lambda _: None)


def test_without_a_network_one_sentence_tells_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("BOOKSTORE_MAVEN_URL", "http://127.0.0.1:9")
    with pytest.raises(UserError, match=r"honey-1\.0\.jar could not be downloaded .*check the network"):
        download.fetch([JAR], tmp_path, lambda _: None)
