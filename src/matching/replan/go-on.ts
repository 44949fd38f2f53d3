/** Asked now and then, so that others are served meanwhile; false ends the search with what was found by then. */
export type GoOn = () => boolean | Promise<boolean>;
