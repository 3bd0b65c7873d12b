"""The graded scale of identification, 0 (the record itself) to 12 (nothing), of which a source can have 0 to 11."""

from auditor.sources.phrase import Phrase

FIRSTHAND = frozenset(("document", "present", "actor"))
_BEST = ("actor", "present", "document", "briefed", "none")


def together(phrases: list[Phrase]) -> Phrase:
    """What `phrases`, one at least, say of one source: of a count, a body or a side the first, else the best."""
    if len(phrases) == 1:
        return phrases[0]
    return phrases[0]._replace(
        number=next((p.number for p in phrases if p.number), 0),
        affiliation=next((p.affiliation for p in phrases if p.affiliation), ""),
        role=max((p.role for p in phrases), key=len), basis=min((p.basis for p in phrases), key=_BEST.index),
        direct=any(p.direct for p in phrases), close=any(p.close for p in phrases), rank=max(p.rank for p in phrases),
        party=next((p.party for p in phrases if p.party), ""),
    )


def tier(identification: str, told: Phrase, role: str = "") -> int:
    """The rung of a source of which its mentions tell `told` together, the text elsewhere `role`.

    The order follows what newsroom codes prefer: a name with a role and how it is known, a document that can be found,
    an institution, a spokesperson, and unnamed people by what the text tells of their place and their knowledge.
    """
    if identification == "narrator":
        return 0
    if identification == "named":
        described = role or told.role
        return 1 if described and told.basis in FIRSTHAND else 2 if described else 4
    if identification == "document":
        return 3 if told.affiliation else 4
    if identification in ("organization", "spokesperson"):
        return 5 if identification == "organization" else 6
    if identification in ("collective", "unknown"):
        return 11
    first = told.basis in FIRSTHAND
    if told.rank == 2 or told.party:
        return 7 if first or told.direct else 8
    if first:
        return 8
    return 9 if told.rank or told.basis == "briefed" or told.close else 10
