"""People: who they are to the platform, from registration to farewell."""
