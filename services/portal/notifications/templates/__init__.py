"""The wordings of messages, one file for each service that sends any."""
