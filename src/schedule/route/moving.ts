// May a job that waits change its site, when another has room for it?

import type { Route } from "../view.ts";

/** As the route it wraps; besides, a site with room and no queue takes over jobs that wait elsewhere: the first of the `looks` at the head of each other queue that fits there and may run there. */
export function moving(route: Route, looks: number): Route {
  return {
    id: `moving-${route.id}`,
    sentence: `${route.sentence} A site with room and no queue takes over one of the first ${looks.toLocaleString("en")} that wait elsewhere.`,
    movesWaiting: looks,
    choose: route.choose,
  };
}
