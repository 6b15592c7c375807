"""Never lost: a need for which nobody is there moves by rule, until its firm accepts an end."""
