"""What a handful of paths cost that are asked most often, beside a bare handler of the same."""
