"""Organizations that help: enterprises, universities, institutes, laboratories and others."""
