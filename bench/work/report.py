"""The tables: one line for each operation, or for each one that both revisions have."""

from collections.abc import Mapping
from typing import Any

ENGINE_MARKS = {"dynamodb": "D", "opensearch": "O", "redis": "R", "gremlin": "G", "stripe": "S"}
NAME_WIDTH = 76


def print_rows(rows: Mapping[str, Mapping[str, Any]]) -> None:
    """Print processor ms, calls to each engine (D3 O1: three to DynamoDB, one to OpenSearch), units and bytes."""
    head = f"{'ms':>8}{'RCU':>7}{'WCU':>7}{'sent':>9}{'received':>10}  calls"
    print(f"{'':{NAME_WIDTH}}{head}")
    for name, row in sorted(rows.items()):
        figures = f"{row['ms']:8.2f}{row['rcu']:7.1f}{row['wcu']:7.1f}{row['sent']:9.0f}{row['received']:10.0f}"
        print(f"{name:{NAME_WIDTH}}{figures}  {_calls(row['calls'])}")
    print("calls: D DynamoDB, O OpenSearch, R Redis, G Gremlin, S Stripe, other AWS services by name")


def print_ratios(now: Mapping[str, Mapping[str, Any]], before: Mapping[str, Mapping[str, Any]]) -> None:
    """Print both revisions' processor ms and units with their ratios; an operation of only one of them has none."""
    print(f"{'':{NAME_WIDTH}}{'ms':>8}{'before':>8}{'ratio':>7}{'RCU':>8}{'before':>8}{'WCU':>8}{'before':>8}  calls")
    for name in sorted({*now, *before}):
        row, old = now.get(name), before.get(name)
        if row is None or old is None:
            print(f"{name:{NAME_WIDTH}}{'only before' if row is None else 'new':>12}")
            continue
        times = f"{row['ms']:8.2f}{old['ms']:8.2f}{row['ms'] / old['ms'] if old['ms'] else 0:7.2f}"
        units = f"{row['rcu']:8.1f}{old['rcu']:8.1f}{row['wcu']:8.1f}{old['wcu']:8.1f}"
        print(f"{name:{NAME_WIDTH}}{times}{units}  {_calls(row['calls'])} / {_calls(old['calls'])}")


def _calls(calls: Mapping[str, float]) -> str:
    return " ".join(f"{ENGINE_MARKS.get(name, name + ' ')}{count:g}" for name, count in calls.items()) or "-"
