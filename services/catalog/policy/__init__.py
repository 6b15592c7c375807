"""Who may do what with the catalogue; every rule about callers is here.

    everybody          reads what is listed and not withdrawn, without contacts
    provider           writes providers, offerings, facilities, achievements of their own
    expert             writes their own file, and achievements of their own; leads a team, agrees
                       to be in one
    a person           applies to be an expert here, sees and moves their own registration
    sending unit       its members see whom it sends, its owners endorse and nominate
    firm               sees and confirms the service of whoever is dispatched to it
    operator           writes everything, imports, says whose an entry is; registers, dispatches
                       and assesses experts, but never themselves
    service            reads the feed (`shared.feed` asks for that role itself), and is told who
                       answers for an entry

One file for each thing that has rules of its own:

    callers            whoever they are, whatever it is about
    entries            the five kinds of entry, and how providers are listed
    registrations      experts of the platform: their registration, dispatch and service
    teams              experts who come together

`require_…` lets those pass who may; it raises for all others. Lists ask for the same in SQL
(`filtering.py`, `served.py`, `repository.py`); tests hold both together.
"""

from services.catalog.policy import callers, entries, registrations, teams

__all__ = ["callers", "entries", "registrations", "teams"]
