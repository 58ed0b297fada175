"""SQLite for several processes: writers queue at a file lock, so none starves and none is refused."""
