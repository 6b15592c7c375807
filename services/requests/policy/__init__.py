"""Who may do what with needs and all that comes of them; every rule about callers is here.

    everybody          reads public needs, each as far as `demands.disclosure` shows it
    firm, expert,      write needs of their own, their organization's too; join those of others
    provider, operator
    expert, provider   respond, alone or as a team; ask to be let in on what is confidential
    owner of a need    moves it, invites, lets in, compares, selects; confirms that it is solved
    author             writes, offers, steps back; asks others into their team
    member of a team   sees what they are asked into, and agrees or not; hands in at work
    side of a contract writes, signs, plans, hands in or accepts, reviews; sees what is between them
    operator           runs the desk; imports; reads both sides of a contract, which is logged;
                       decides disputes. Confidential details only of a need that is theirs to
                       work on, and lets nobody in on them
    service            is nobody here: it reads the feed (`shared.feed` asks for that role itself)

One file for each thing that has rules of its own:

    callers       whoever they are, whatever it is about
    demands       needs, and joining them
    responses     answers to needs, and their teams
    grants        being let in on what is confidential, and the exchange of contacts
    engagements   work on a need, with its two sides

`require_…` lets those pass who may, and returns what they are to the thing; it raises for all
others. What is not to be known of by the caller is answered as if it did not exist. Which fields
of a need somebody reads, and which its owner or the desk may change, are pure functions that
`demands` asks: `demands/disclosure.py`, `demands/editing.py`. Lists ask for the same in SQL
(`repository.py`, `listing.py`); tests hold both together.
"""

from services.requests.policy import callers, demands, engagements, grants, responses

__all__ = ["callers", "demands", "engagements", "grants", "responses"]
