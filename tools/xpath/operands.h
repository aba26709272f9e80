/* Operands as several operators take them. */
#ifndef TEIKIT_XPATH_OPERANDS_H
#define TEIKIT_XPATH_OPERANDS_H

#include "xpath/compiler.h"

enum xpath_comparison comparison_of(enum xpath_operation operation);

/* The first item, or no_item(); no more are looked at. */
bool first_of(const struct expression *expression, const struct frame *frame,
              struct xpath_value *item);

/* fn:number (F&O 14.4): NaN for what is no number. */
struct xpath_value number_of(const struct frame *frame, const struct xpath_value *value);

/* fn:number of the first item (XPath 1.0 compatibility mode, 3.4). */
bool number_of_first(const struct expression *expression, const struct frame *frame,
                     struct xpath_value *number);

#endif
