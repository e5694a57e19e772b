#ifndef OPINE_CGLIB_H
#define OPINE_CGLIB_H

#include <glib.h>

#endif
