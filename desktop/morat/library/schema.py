"""The tables of the library and the steps that lead to them.

The steps only grow: one that was released is never changed. ``user_version`` is the number of
those applied; ``peek.SCHEMA_VERSION`` the number this program knows.
"""

from sqlite_utils import Migrations
from sqlite_utils.db import Database as Tables

from morat.library.database import Database
from morat.library.peek import SCHEMA_VERSION, known_version
from morat.library.search import Search
from morat.newsroom import codec
from morat.newsroom.blocks import first_photo
from morat.newsroom.messages import UserError

MIGRATIONS = Migrations("library")


def migrate(db: Database) -> None:
    """Bring an open library up to this program's schema; safe where two programs do so at once.

    Raises:
        UserError: ``library-newer`` and what :meth:`Database.writing` raises; nothing was changed.
    """
    # Plugins of sqlite-utils that happen to be installed have no business in the library.
    tables = Tables(db.conn, execute_plugins=False)
    with db.writing():
        # Another program, a newer one even, may have been here while this one waited for its turn.
        known_version(db.conn, db.path)
        MIGRATIONS.apply(tables)
        # A step may leave an index empty: it is filled as this program fills it, once the tables stand.
        Search(db).fill()
        db.conn.execute(f"pragma user_version = {SCHEMA_VERSION}")


@MIGRATIONS()
def m001_founding(db: Tables) -> None:
    """Make the tables of the first release."""
    _make_articles(db)
    _make_revisions(db)
    _make_photos(db)
    _make_search(db)
    _make_events(db)


@MIGRATIONS()
def m002_search_and_trash(db: Tables) -> None:
    """Index authors and sections apart, and photos; let photos lie in the trash; keep searches."""
    _index_anew(db)
    db.conn.execute("alter table photos add column trashed text")
    # Every photo that any version of a piece shows: it may not go while the version can come back.
    db.table("photo_versions").create(
        {"article_id": str, "sha": str},
        pk=("article_id", "sha"),
        not_null={"article_id", "sha"},
        foreign_keys=[("article_id", "articles", "id")],
        strict=True,
    )
    db.conn.execute("insert into photo_versions select article_id, sha from photo_uses")
    db.conn.execute("create index photo_versions_sha on photo_versions (sha)")
    db.conn.execute("create index articles_updated on articles (updated, seq)")
    for table in ("articles", "photos"):
        db.conn.execute(f"create index {table}_trashed on {table} (trashed) where trashed is not null")
    db.table("searches").create({"words": str}, pk="words", not_null={"words"}, strict=True)


@MIGRATIONS()
def m003_history(db: Tables) -> None:
    """Say how long each version is, and which ones must never be thinned out."""
    # words is null for versions that were kept before; pinned says why a version stays, null for others.
    db.conn.execute("alter table revisions add column words integer")
    db.conn.execute("alter table revisions add column pinned text")
    db.conn.execute("create index events_article on events (article_id, id)")


@MIGRATIONS()
def m004_ignored_findings(db: Tables) -> None:
    """Remember which findings of the proofreader are ignored in a piece."""
    # No foreign key: a piece that was opened from a file is proofread before it is stored.
    texts = ("article_id", "rule", "text", "scope", "field", "before", "after", "at", "who")
    db.table("ignored").create(
        {"n": int, **dict.fromkeys(texts, str), "block": str},
        pk="n",
        not_null=set(texts),
        strict=True,
    )
    db.conn.execute("create index ignored_article on ignored (article_id)")


@MIGRATIONS()
def m005_search_waiting(db: Tables) -> None:
    """Note which pieces the index has as they were before, and under which place."""
    db.table("search_waiting").create(
        {"article_id": str, "seq": int}, pk="article_id", not_null={"seq"}, strict=True
    )


@MIGRATIONS()
def m006_photo_fields(db: Tables) -> None:
    """Keep what else is said of photos: source, location, province, event, keywords, instructions."""
    texts = ("source", "location", "province", "event", "instructions")
    for name, empty in (*((text, "") for text in texts), ("keywords", "[]")):
        db.conn.execute(f"alter table photos add column {name} text not null default '{empty}'")


@MIGRATIONS()
def m007_labels_and_embargo(db: Tables) -> None:
    """List the embargo of a piece, and what pieces are filed under, apart from their bodies."""
    db.conn.execute("alter table articles add column embargo text not null default ''")
    db.table("labels").create(
        {"article_id": str, "kind": str, "text": str},
        pk=("article_id", "kind", "text"),
        foreign_keys=[("article_id", "articles", "id")],
        not_null={"article_id", "kind", "text"},
        strict=True,
    )
    db.conn.execute("create index labels_kind on labels (kind, text)")
    # What is no JSON any more is damage that others find; a piece is not the worse for having no labels.
    sound = "case when json_valid(bodies.json) then bodies.json else '{}' end"
    # To read the JSON of every piece is slow: most have none of these, and say so in the same letters.
    for kind, name, nothing in (
        ("source", "source", '"source":""'),
        ("series", "series.name", '"series":null'),
        ("place", "dateline.place", '"place":""'),
    ):
        told = f"json_extract({sound}, '$.{name}')"
        db.conn.execute(
            f"insert into labels select article_id, '{kind}', {told} "  # noqa: S608
            f"from bodies where instr(bodies.json, '{nothing}') = 0 and {told} != ''"
        )
    db.conn.execute("insert into labels select id, 'section', section from articles where section != ''")
    db.conn.execute(
        "insert or ignore into labels select article_id, 'tag', value "  # noqa: S608
        f"from bodies, json_each({sound}, '$.tags') "
        "where instr(bodies.json, '\"tags\":[]') = 0 and json_each.type = 'text'"
    )
    told = f"json_extract({sound}, '$.embargo')"
    db.conn.execute(
        f"update articles set embargo = {told} from bodies "  # noqa: S608
        f"where article_id = id and instr(bodies.json, '\"embargo\":\"\"') = 0 and {told} != ''"
    )


@MIGRATIONS()
def m008_people(db: Tables) -> None:
    """Keep the register of people; what they are paid, and where to, stays in a table of its own."""
    texts = ("id", "name", "title", "unit", "spellings", "pen_names", "codes", "note", "updated")
    db.table("people").create(
        {"n": int, **dict.fromkeys(texts, str)}, pk="n", not_null=set(texts), strict=True
    )
    db.conn.execute("create unique index people_id on people (id)")
    # Room for what royalties need. Nothing that lists, prints or exports people reads this table.
    payment = ("bank", "account", "tax_code", "identity", "note")
    db.table("people_payment").create(
        {"person_id": str, **dict.fromkeys(payment, str)},
        pk="person_id",
        not_null={"person_id"},
        strict=True,
    )


@MIGRATIONS()
def m009_reviews(db: Tables) -> None:
    """Keep what editors say of a piece, beside it."""
    # No foreign key: it is kept before its piece, which then is never there without it.
    db.table("reviews").create(
        {"article_id": str, "json": str}, pk="article_id", not_null={"json"}, strict=True
    )


@MIGRATIONS()
def m010_likeness(db: Tables) -> None:
    """Keep what a photo looks like, as a 64-bit dHash; null where nobody has looked yet."""
    db.conn.execute("alter table photos add column dhash integer")


@MIGRATIONS()
def m011_ratings(db: Tables) -> None:
    """Keep the stars of photos, and which of a take were picked or rejected."""
    for name in ("rating", "pick"):
        db.conn.execute(f"alter table photos add column {name} integer not null default 0")


@MIGRATIONS()
def m012_protection(db: Tables) -> None:
    """Keep whom a photo shows who must be protected, and who said that it may be used all the same."""
    db.conn.execute("alter table photos add column protects text not null default '[]'")
    db.conn.execute("alter table photos add column permitted text not null default ''")


@MIGRATIONS()
def m013_covers(db: Tables) -> None:
    """Keep what is done to the first photo of a piece: a face that is hidden must not show in the list."""
    db.conn.execute("alter table articles add column edit text")
    edited = "select id, cast(json as blob) from articles join bodies on article_id = id "
    for piece, text in db.conn.execute(f"{edited} where json like '%\"edit\":%'").fetchall():
        try:
            first = first_photo(codec.from_bytes(bytes(text)).blocks)
        except UserError:
            first = None
        values = (first.photo, first.edit, piece) if first else (None, None, piece)
        db.conn.execute("update articles set thumb = ?, edit = ? where id = ?", values)


@MIGRATIONS()
def m014_photo_files(db: Tables) -> None:
    """Keep which files of the user's photos came from, and how they were left last."""
    texts = ("path", "sha", "digest", "beside")
    db.table("photo_files").create(
        {**dict.fromkeys(texts, str), "size": int}, pk="path", not_null={*texts, "size"}, strict=True
    )
    db.conn.execute("create index photo_files_sha on photo_files (sha)")


def _make_articles(db: Tables) -> None:
    # What lists show, slim and apart from the bodies: a page of 200 is then a few pages of the file.
    # seq grows with every save of any piece, so that "newest first" needs no clock.
    texts = ("id", "headline", "standfirst", "section", "genre", "status", "authors")
    marks = ("created", "updated", "head", "content")
    db.table("articles").create(
        {"seq": int, **dict.fromkeys(texts, str), "words": int, "thumb": str}
        | {**dict.fromkeys(marks, str), "trashed": str},
        pk="seq",
        not_null={*texts, *marks, "words"},
        strict=True,
    )
    db.conn.execute("create unique index articles_id on articles (id)")
    db.conn.execute("create index articles_status on articles (status, seq) where trashed is null")
    db.table("bodies").create(
        {"article_id": str, "json": str},
        pk="article_id",
        not_null={"json"},
        foreign_keys=[("article_id", "articles", "id")],
        strict=True,
    )


def _make_revisions(db: Tables) -> None:
    # base is the n of the version this one is packed against, null where it stands alone.
    texts = ("article_id", "sha", "content", "kind", "at", "author", "device")
    db.table("revisions").create(
        {"n": int, **dict.fromkeys(texts, str), "parent": str, "name": str}
        | {"codec": int, "base": int, "data": bytes},
        pk="n",
        not_null={*texts, "codec", "data"},
        foreign_keys=[("article_id", "articles", "id"), ("base", "revisions", "n")],
        strict=True,
    )
    db.conn.execute("create unique index revisions_sha on revisions (article_id, sha)")
    db.conn.execute("create index revisions_article on revisions (article_id, n)")


def _make_photos(db: Tables) -> None:
    # sha addresses the original; stored is the hash of the file that is here, a web copy's
    # until the original comes.
    texts = (
        "sha",
        "stored",
        "file",
        "mime",
        "caption",
        "headline",
        "alt",
        "description",
        "credit",
        "creator",
    )
    more = ("copyright", "people", "city", "country", "taken", "gps", "added")
    numbers = ("width", "height", "bytes")
    db.table("photos").create(
        {"seq": int, **dict.fromkeys(texts, str), **dict.fromkeys(numbers, int), **dict.fromkeys(more, str)},
        pk="seq",
        not_null={*texts, *numbers, *more},
        strict=True,
    )
    db.conn.execute("create unique index photos_sha on photos (sha)")
    # No foreign key to photos: a piece may come before its pictures.
    db.table("photo_uses").create(
        {"article_id": str, "sha": str, "place": int},
        pk=("article_id", "sha"),
        not_null={"place"},
        foreign_keys=[("article_id", "articles", "id")],
        strict=True,
    )
    db.conn.execute("create index photo_uses_sha on photo_uses (sha)")


def _make_search(db: Tables) -> None:
    # Folded text, so unicode61 has no marks left to remove; it is in bodies already, so the index keeps
    # none of it. rowid is articles.seq: the newest hits are read first, without sorting all of them.
    db.conn.execute(
        "create virtual table search using fts5("
        "headline, standfirst, body, names, labels, note, files, "
        "content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0')"
    )


def _index_anew(db: Tables) -> None:
    db.conn.execute("drop table search")
    options = "content='', contentless_delete=1, prefix='1 2 3', tokenize='unicode61 remove_diacritics 0'"
    columns = "headline, standfirst, body, authors, names, section, labels, note, files"
    db.conn.execute(f"create virtual table search using fts5({columns}, {options})")
    db.conn.execute(f"create virtual table photo_search using fts5(words, {options})")


def _make_events(db: Tables) -> None:
    db.table("events").create(
        {"id": int, "at": str, "who": str, "what": str, "article_id": str, "detail": str},
        pk="id",
        not_null={"at", "who", "what"},
        strict=True,
    )
    for change in ("update", "delete"):
        db.conn.execute(
            f"create trigger events_no_{change} before {change} on events "
            "begin select raise(abort, 'the log only grows'); end"
        )
