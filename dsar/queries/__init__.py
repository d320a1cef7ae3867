"""Reads: each takes the session and the actor and sees only the actor's organisations."""
