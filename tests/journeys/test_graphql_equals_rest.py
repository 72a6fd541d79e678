"""GraphQL answers what the REST API answers, field by field."""

from functools import partial

import pytest

from tests.journeys.graphql_client import GraphqlClient

AUTHORS = "authors { id name author { id handle name } }"
PLACE = "seriesPlace { position name series { id handle name } }"
BOOK = f"""fragment B on Book {{
  id handle title subtitle {AUTHORS} published category language description firstLine subjects {PLACE} cover withdrawn
  version addedAt changedAt rating {{ stars }}
  editions {{ id isbn format price {{ minor currency }} language publisher released pages minutes weightGrams
    availability left }}
}}"""
OFFER = "{ id isbn format price { minor currency } availability }"
HIT = f"""fragment H on SearchHit {{
  book {{ id }} title subtitle {AUTHORS} category {PLACE} published cover fromPrice {{ minor currency }}
  offer {OFFER} formats {OFFER} availability rating {{ average count }}
  highlights {{ title subtitle authors series description firstLine }}
}}"""
FACETS = """facets {
  category { value label count } author { value label count } format { value label count }
  language { value label count } availability { value label count } price { priceMin priceMax count }
  rating { ratingMin count }
}"""
CARD = f"fragment C on BookCard {{ book {{ id }} title {AUTHORS} category price {{ minor currency }} {PLACE} cover }}"


@pytest.fixture(scope="module")
def graph(shop):
    return GraphqlClient(shop.stage)


@pytest.fixture(scope="module")
def rest(shop):
    return shop.guest()


def gid(kind, key):
    return f"gid://catchword/{kind}/{key}"


def money(minor, currency):
    return {"minor": minor, "currency": currency}


def authors(listed):
    return [
        {"id": gid("Author", one["author_id"]), "name": one["name"], "author": owner("Author", one["author_id"], one)}
        for one in listed
    ]


def owner(kind, key, named):
    return {"id": gid(kind, key), "handle": key, "name": named["name"]}


def place(series):
    return series and {
        "position": series["position"],
        "name": series["name"],
        "series": owner("Series", series["series_id"], series),
    }


def edition(one, currency):
    return {
        "id": gid("Edition", one["isbn"]),
        "isbn": one["isbn"],
        "format": one["format"].upper(),
        "price": money(one["price"], currency),
        **{name: one[name] for name in ("language", "publisher", "released", "pages", "minutes", "left")},
        "weightGrams": one["weight_grams"],
        "availability": one["availability"].upper(),
    }


def book(one):
    same = ("title", "subtitle", "published", "category", "language", "description", "cover", "withdrawn", "version")
    return {
        "id": gid("Book", one["book_id"]),
        "handle": one["book_id"],
        **{name: one[name] for name in same},
        "authors": authors(one["authors"]),
        "firstLine": one["first_line"],
        "subjects": one["subjects"],
        "seriesPlace": place(one["series"]),
        "addedAt": one["added_at"],
        "changedAt": one["changed_at"],
        "rating": {"stars": one["rating"]["stars"]},
        "editions": [edition(each, one["currency"]) for each in one["editions"]],
    }


def as_listed(one):
    """Return a book as lists have it: how many copies are left is known to the book's own page."""
    return one | {"editions": [edition | {"left": None} for edition in one["editions"]]}


def offer(one, currency):
    return {
        "id": gid("Edition", one["isbn"]),
        "isbn": one["isbn"],
        "format": one["format"].upper(),
        "price": money(one["price"], currency),
        "availability": one["availability"].upper(),
    }


def hit(one):
    highlights = one["highlights"]
    names = ("title", "subtitle", "authors", "series", "description")
    return {
        "book": {"id": gid("Book", one["book_id"])},
        **{name: one[name] for name in ("title", "subtitle", "category", "published", "cover")},
        "authors": authors(one["authors"]),
        "seriesPlace": place(one["series"]),
        "fromPrice": money(one["from_price"], one["currency"]),
        "offer": offer(one["offer"], one["currency"]),
        "formats": [offer(each, one["currency"]) for each in one["formats"]],
        "availability": one["availability"].upper(),
        "rating": {"average": one["rating"]["average"] or None, "count": one["rating"]["count"]},
        "highlights": {**{name: highlights[name] for name in names}, "firstLine": highlights["first_line"]},
    }


def facets(given):
    upper = [
        {name: [{**value, "value": value["value"].upper()} for value in given[name]]}
        for name in ("format", "availability")
    ]
    return {
        **{name: given[name] for name in ("category", "author", "language")},
        **upper[0],
        **upper[1],
        "price": [
            {"priceMin": band["price_min"], "priceMax": band["price_max"], "count": band["count"]}
            for band in given["price"]
        ],
        "rating": [{"ratingMin": step["rating_min"], "count": step["count"]} for step in given["rating"]],
    }


def card(one):
    return {
        "book": {"id": gid("Book", one["book_id"])},
        **{name: one[name] for name in ("title", "category", "cover")},
        "authors": authors(one["authors"]),
        "price": money(one["price"], one["currency"]),
        "seriesPlace": place(one["series"]),
    }


def recommendations(given):
    entries = [
        {"card": card(one["book"]), "because": one["because"] and card(one["because"])} for one in given["items"]
    ]
    return {"source": given["source"].upper(), "entries": entries}


def test_every_book_of_the_shop_is_the_same_by_its_id_and_in_lists(graph, rest, shop):
    query = f"query ($id: ID!) {{ book(id: $id) {{ ...B }} }} {BOOK}"
    many = f"""query ($after: String) {{
      books(first: 10, after: $after) {{ nodes {{ ...B }} pageInfo {{ endCursor }} }} }} {BOOK}"""
    listed, after = [], None
    while True:
        page = graph.data(many, after=after)["books"]
        listed, after = listed + page["nodes"], page["pageInfo"]["endCursor"]
        if not after:
            break
    expected = {one.book_id: book(rest.get(f"/catalog/books/{one.book_id}")) for one in shop.books}
    found = {one["handle"]: one for one in listed if one["handle"] in expected}  # staff of other journeys add books
    assert found == {name: as_listed(one) for name, one in expected.items()}
    for book_id in list(expected)[:5]:
        assert graph.data(query, id=gid("Book", book_id))["book"] == expected[book_id]


@pytest.mark.parametrize("sort", ["TITLE", "NEWEST"])
def test_lists_have_the_same_order_and_pages(graph, rest, sort):
    query = """query ($after: String, $sort: BookSort) {
      books(first: 7, after: $after, sort: $sort) { nodes { handle } pageInfo { hasNextPage endCursor } } }"""
    after = None
    for _ in range(3):
        page = graph.data(query, after=after, sort=sort)["books"]
        given = rest.get("/catalog/books", limit=7, sort=sort.lower(), **({"cursor": after} if after else {}))
        assert [one["handle"] for one in page["nodes"]] == [one["book_id"] for one in given["items"]]
        assert page["pageInfo"] == {"hasNextPage": given["next"] is not None, "endCursor": given["next"]}
        after = page["pageInfo"]["endCursor"]


def test_categories_are_the_same(graph, rest):
    given = rest.get("/catalog/categories")["items"]
    assert graph.data("{ categories { name bookCount } }")["categories"] == [
        {"name": one["name"], "bookCount": one["books"]} for one in given
    ]


@pytest.mark.parametrize(
    ("variables", "parameters"),
    [
        ({"query": ""}, {"q": ""}),
        ({"query": "pride"}, {"q": "pride"}),
        ({"query": "austin"}, {"q": "austin"}),
        ({"query": "qqqqqq zzzzz"}, {"q": "qqqqqq zzzzz"}),
        ({"query": "", "sort": "PRICE_LOW", "page": 2}, {"q": "", "sort": "price_low", "page": 2}),
        (
            {"query": "", "filters": {"formats": ["PAPERBACK"], "priceMax": 1500, "inStock": True}},
            {"q": "", "format": "paperback", "price_max": 1500, "in_stock": "true"},
        ),
        (
            {"query": "", "filters": {"authors": [gid("Author", "jane-austen")], "languages": ["en"]}},
            {"q": "", "author": "jane-austen", "language": "en"},
        ),
    ],
)
def test_a_search_is_the_same(graph, rest, variables, parameters):
    query = f"""query ($query: String, $filters: SearchFilters, $sort: SearchSort, $page: Int) {{
      search(query: $query, filters: $filters, sort: $sort, page: $page, first: 9) {{
        hits {{ ...H }} nearest {{ ...H }} total page pages {FACETS} exact {{ id }} didYouMean corrected degraded notice
      }} }} {HIT}"""
    given = rest.get("/search/search", limit=9, **parameters)
    assert graph.data(query, **variables)["search"] == {
        "hits": [hit(one) for one in given["items"]],
        "nearest": [hit(one) for one in given["nearest"]],
        **{name: given[name] for name in ("total", "page", "pages", "corrected", "degraded", "notice")},
        "facets": facets(given["facets"]),
        "exact": given["exact"] and {"id": gid("Book", given["exact"])},
        "didYouMean": given["did_you_mean"],
    }


def test_suggestions_while_typing_are_the_same(graph, rest):
    query = f"""{{ suggest(query: "a") {{
      books {{ book {{ id }} title {AUTHORS} category {PLACE} cover }}
      authors {{ author {{ id handle name }} bookCount }}
      series {{ series {{ id handle name }} bookCount }} categories {{ name bookCount }} degraded
    }} }}"""
    given = rest.get("/search/suggest", q="a")
    assert given["books"]
    assert graph.data(query)["suggest"] == {
        "books": [
            {
                "book": {"id": gid("Book", one["book_id"])},
                "title": one["title"],
                "authors": authors(one["authors"]),
                "category": one["category"],
                "seriesPlace": place(one["series"]),
                "cover": one["cover"],
            }
            for one in given["books"]
        ],
        "authors": [
            {"author": owner("Author", one["author_id"], one), "bookCount": one["books"]} for one in given["authors"]
        ],
        "series": [
            {"series": owner("Series", one["series_id"], one), "bookCount": one["books"]} for one in given["series"]
        ],
        "categories": [{"name": one["name"], "bookCount": one["books"]} for one in given["categories"]],
        "degraded": given["degraded"],
    }


@pytest.mark.parametrize(("by", "criterion"), [("BOUGHT", "purchased"), ("RATED", "rated")])
@pytest.mark.parametrize("window", ["DAY", "WEEK", "MONTH", "ALL"])
def test_bestseller_lists_are_the_same(graph, rest, by, criterion, window):
    query = f"""query ($by: BestsellerCriterion, $window: BestsellerWindow) {{ bestsellers(by: $by, window: $window) {{
      by window category degraded entries {{ rank movement score card {{ ...C }} }} }} }} {CARD}"""
    given = rest.get("/recommendations/bestsellers", by=criterion, window=window.lower())
    assert graph.data(query, by=by, window=window)["bestsellers"] == {
        "by": by,
        "window": window,
        "category": given["category"],
        "degraded": given["degraded"],
        "entries": [
            {
                "rank": one["rank"],
                "movement": None if one["movement"] == "new" else one["movement"],
                "score": one["score"],
                "card": card(one["book"]),
            }
            for one in given["items"]
        ],
    }


def test_also_bought_is_the_same_for_a_book_and_for_a_cart(graph, rest, shop):
    book_id = shop.books[0].book_id
    isbns = [each["isbn"] for each in map(shop.edition, (one.book_id for one in shop.books[:3]))]
    load = partial(
        graph.data,
        f"""query ($id: ID!, $isbns: [ID!]!) {{
      book(id: $id) {{ alsoBought {{ source entries {{ card {{ ...C }} because {{ ...C }} }} }} }}
      alsoBought(isbns: $isbns) {{ source entries {{ card {{ ...C }} because {{ ...C }} }} }} }} {CARD}""",
    )
    answered = load(id=book_id, isbns=isbns)
    one = rest.get(f"/recommendations/books/{book_id}/also-bought")
    several = rest.get("/recommendations/also-bought", isbns=",".join(isbns))
    assert answered == {"book": {"alsoBought": recommendations(one)}, "alsoBought": recommendations(several)}
