"""Who else has a need that is published already."""
