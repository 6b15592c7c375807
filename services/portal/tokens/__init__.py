"""What programs show: API tokens, and the short-lived tokens that services trust."""
