"""What somebody tries who wishes us ill, by what they aim at; and that it does not help them."""
