"""A Chalice project as small as one can be, in the shape of our services."""

import json
from pathlib import Path

APP = """
from chalice import Chalice

from bookstore import greeting
from chalicelib.shelf import BOOKS

app = Chalice(app_name="bookstore-small")


@app.route("/books")
def books():
    return {"says": greeting, "books": BOOKS}
"""
CONFIG = {
    "version": "2.0",
    "app_name": "bookstore-small",
    "api_gateway_stage": "api",
    "automatic_layer": True,
    "manage_iam_role": False,
    "iam_role_arn": "arn:aws:iam::000000000000:role/placeholder",
}
RESOURCES = """
Parameters:
  Stage: {Type: String}
Resources:
  ApiRole:
    Type: AWS::IAM::Role
    Properties: {AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}}
"""
FUNCTIONS = """
Globals: {Api: {OpenApiVersion: '2.0'}}
Resources:
  APIHandler: {Properties: {FunctionName: !Sub 'bookstore-small-${Stage}', Role: !GetAtt ApiRole.Arn}}
"""
FILES = {
    "app.py": APP,
    "chalicelib/__init__.py": "",
    "chalicelib/shelf.py": 'BOOKS = ["emma"]\n',
    "functions.yaml": FUNCTIONS,
    "resources.yaml": RESOURCES,
    "requirements.txt": "python-ulid==4.1.0\n",
    ".chalice/config.json": json.dumps(CONFIG),
}


def write_project(folder: Path) -> Path:
    """The project, with a shared library behind a link, as our services have it."""
    library = folder / "shared" / "bookstore"
    library.mkdir(parents=True)
    (library / "__init__.py").write_text('greeting = "good morning"\n')
    project = folder / "services" / "small"
    for name, text in FILES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)
    (project / "vendor").mkdir()
    (project / "vendor" / "bookstore").symlink_to(library)
    return project
