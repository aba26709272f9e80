/* Where in a source of YAML a byte of a text stands that was read from it. */
#ifndef TEIKIT_TEXT_YAML_SCALAR_H
#define TEIKIT_TEXT_YAML_SCALAR_H

#include "text/yaml.h"

#include <yaml.h>

/* Sets line and column, both from 1, to those of the byte `offset` of the node's text, however its
   lines are folded and its signs escaped; leaves them if the node is no text. */
void yaml_place_in_scalar(const struct yaml_source *source, const yaml_node_t *node, size_t offset,
                          size_t *line, size_t *column);

#endif
