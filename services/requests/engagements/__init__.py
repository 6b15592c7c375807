"""A firm and its helper at work together: from the proposal to the last follow-up."""
