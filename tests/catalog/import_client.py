"""The routes of imports, with the bucket in memory; a step runs when the test runs it."""

from bookstore.dynamodb.table import Table
from tests.catalog.onix_files import StoredFiles
from tests.gateway import STAFF, send_request


class Shop:
    """The catalog's app, as staff use it."""

    def __init__(self, app, files: StoredFiles, table: Table) -> None:
        self.app, self.files, self.table = app, files, table

    def post(self, step: str, import_id: str):
        resource = f"/admin/imports/{{import_id}}/{step}"
        return send_request(self.app, "POST", resource, path={"import_id": import_id}, claims=STAFF)

    def get(self, resource: str, **path):
        query = path.pop("query", None)
        return send_request(self.app, "GET", resource, path=path, query=query, claims=STAFF).body

    def state(self, import_id: str):
        return self.get("/admin/imports/{import_id}", import_id=import_id)

    def upload(self, content: bytes, **fields) -> str:
        body = {"name": "a file.xml", "format": "onix", **fields}
        created = send_request(self.app, "POST", "/admin/imports", body=body, claims=STAFF)
        assert created.status == 201
        self.files.upload(created.body["import_id"], content)
        return created.body["import_id"]

    def run(self, is_late=lambda: False) -> None:
        from chalicelib.books.repository import book_repository
        from chalicelib.imports.repository import import_repository
        from chalicelib.imports.run import run_imports

        run_imports(files=self.files, imports=import_repository(), books=book_repository(), is_late=is_late)

    def check(self, content: bytes, **fields) -> str:
        import_id = self.upload(content, **fields)
        assert self.post("check", import_id).status == 200
        self.run()
        return import_id

    def apply(self, content: bytes, **fields) -> str:
        import_id = self.check(content, **fields)
        assert self.post("apply", import_id).status == 200
        self.run()
        return import_id

    def undo(self, import_id: str) -> None:
        assert self.post("undo", import_id).status == 200
        self.run()

    def rows(self, import_id: str, **query):
        return self.get("/admin/imports/{import_id}/rows", import_id=import_id, query=query or None)["items"]

    def books(self, import_id: str):
        items = self.get("/admin/imports/{import_id}/books", import_id=import_id)["items"]
        return {item["book_id"]: item["undone"] for item in items}


class NoRunner:
    def start(self) -> None:
        pass


def open_imports(app, table, monkeypatch) -> Shop:
    files = StoredFiles()
    monkeypatch.setattr("chalicelib.imports.routes.import_files", lambda: files)
    monkeypatch.setattr("chalicelib.imports.routes.import_runner", NoRunner)
    return Shop(app, files, table)
