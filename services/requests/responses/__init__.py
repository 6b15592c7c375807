"""Who offers to meet a need, and how one of them comes to be selected."""
