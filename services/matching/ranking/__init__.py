"""Orders what was found by a table of factors, and says why.

`ranker.assess(need, entry, fit, today=…)` makes the table for one pair,
`ranker.in_order(assessments)` sorts (best first, ties by key), and
`explanation.Explainer(analyser).explain(need, entry, assessment)` says why.
"""
