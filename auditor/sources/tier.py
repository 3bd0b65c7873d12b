"""The graded scale of identification, 0 (the record itself) to 12 (nothing), of which a source can have 0 to 11."""

from auditor.sources.phrase import Phrase

FIRSTHAND = frozenset(("document", "present", "actor"))
_BEST = ("actor", "present", "document", "briefed", "none")


def basis_of(phrases: list[Phrase]) -> str:
    """How the source knows by its best mention."""
    return min((p.basis for p in phrases), key=_BEST.index, default="none")


def tier(identification: str, phrases: list[Phrase], role: str = "") -> int:
    """The rung of a source that `phrases` mention, `role` said of it elsewhere; a source takes its best mention.

    The order follows what newsroom codes prefer: a name with a role and how it is known, a document that can be found,
    an institution, a spokesperson, and unnamed people by what the text tells of their place and their knowledge.
    """
    basis = basis_of(phrases)
    if identification == "narrator":
        return 0
    if identification == "named":
        described = bool(role) or any(p.role for p in phrases)
        return 1 if described and basis in FIRSTHAND else 2 if described else 4
    if identification == "document":
        return 3 if any(p.affiliation for p in phrases) else 4
    if identification in ("organization", "spokesperson"):
        return 5 if identification == "organization" else 6
    if identification in ("collective", "unknown"):
        return 11
    rank = max((p.rank for p in phrases), default=0)
    told = rank == 2 or any(p.party for p in phrases)
    first = basis in FIRSTHAND
    if told and (first or any(p.direct for p in phrases)):
        return 7
    if told or first:
        return 8
    return 9 if rank or basis == "briefed" or any(p.close for p in phrases) else 10
