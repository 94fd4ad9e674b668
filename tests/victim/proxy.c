#include "tests/victim/proxy.h"
extern int mem_dummy;
