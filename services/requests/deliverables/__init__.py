"""Files of an engagement: results, evidence, contracts."""
