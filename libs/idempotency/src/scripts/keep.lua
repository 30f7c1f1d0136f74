#!lua
--- @include "lib/keep"
keep()
