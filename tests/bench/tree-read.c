/* Reads the files into trees, one after the other; to be compared with sax-floor. */
#include "xml/tree.h"

int main(int count, char **files) {
    for (int i = 1; i < count; i++) {
        struct tree *tree = tree_read(files[i], files[i], NULL, NULL);
        if (!tree) return 1;
        tree_free(tree);
    }
    return 0;
}
