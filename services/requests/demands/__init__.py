"""A firm's need, from its first words to its publication and its end."""
