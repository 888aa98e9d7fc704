// How is a fleet said in a few lines: sites, buildings, pods, racks, trays and their accelerators?

/** An accelerator model as the job engine needs it. */
export interface ModelDescription {
  readonly id: string;
  /** IT power of one accelerator with its share of the rack when it has nothing to do, and at full load. */
  readonly idleWatts: number;
  readonly fullWatts: number;
  /** Its failure rate over the rates given for accelerators; 1 where it is left out. */
  readonly failureScale?: number;
}

/** Racks of one kind on one leaf-spine network. The rack is the scale-up domain: an HGX node of eight is a rack of one tray. */
export interface PodDescription {
  readonly model: string;
  readonly racks: number;
  readonly traysPerRack: number;
  readonly acceleratorsPerTray: number;
  /** Racks that one coolant distribution unit serves; all of the pod's where it is left out. */
  readonly racksPerCdu?: number;
  /** Racks behind one leaf switch; 1 where it is left out. */
  readonly racksPerLeaf?: number;
  /** Bandwidth below the spine over bandwidth through it; 1 where it is left out. */
  readonly oversubscription?: number;
  /** When it comes into service, seconds from the start: until then it is dark. */
  readonly arrivesSeconds?: number;
  /** How many such pods there are, 1 where it is left out. */
  readonly count?: number;
}

export interface BuildingDescription {
  readonly id: string;
  /** Buildings of a site with the same name share a substation; one for the site where it is left out. */
  readonly substation?: string;
  readonly pods: readonly PodDescription[];
}

export interface SiteDescription {
  readonly id: string;
  readonly buildings: readonly BuildingDescription[];
  /** IT power that the site may draw, W; no limit where it is left out. */
  readonly capWatts?: number;
  /** What its checkpoint storage takes in, bytes per second; no limit where it is left out. */
  readonly storageBytesPerSecond?: number;
}

export interface FleetDescription {
  readonly models: readonly ModelDescription[];
  readonly sites: readonly SiteDescription[];
}
