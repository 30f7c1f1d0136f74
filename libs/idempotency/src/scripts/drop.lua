#!lua flags=allow-oom
redis.call('DEL', KEYS[1])
