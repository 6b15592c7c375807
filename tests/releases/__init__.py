"""What older releases left in their databases, as rows; written once and never changed."""
