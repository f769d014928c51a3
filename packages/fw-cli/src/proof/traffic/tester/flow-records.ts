import { type FlowRecord, now } from "./protocol.ts";

/** What a tester keeps at the most. */
export interface RecordLimits {
  readonly flows: number;
  /** Messages that arrive, on all flows together. */
  readonly arrivals: number;
}

/**
 * Beyond what any proof can ask for: 50,000 idle connections and 5,000 of each other class. The
 * report of more arrivals would be longer than a string may be.
 */
const LIMITS: RecordLimits = { flows: 100_000, arrivals: 30_000_000 };

/**
 * The records of a tester's flows. A node that opens flows or sends messages without end cannot fill
 * the host's memory: what is over the limit is not kept, and there is no report then.
 */
export interface FlowRecords {
  /** @throws Error when there are as many flows as may be */
  open(id: string): FlowRecord;
  /** Notes that a message arrived now. */
  arrived(record: FlowRecord): void;
  /** @throws Error when something was not kept */
  all(): readonly FlowRecord[];
}

/** No record yet. */
export function flowRecords(limits: RecordLimits = LIMITS): FlowRecords {
  const records: FlowRecord[] = [];
  let arrivals = 0;
  let excess: Error | undefined;
  return {
    open(id) {
      if (records.length === limits.flows) {
        throw (excess ??= new Error(`more than ${limits.flows} flows were opened`));
      }
      const record: FlowRecord = { id, sent: 0, arrivals: [], mistakes: 0 };
      records.push(record);
      return record;
    },
    arrived(record) {
      if (arrivals === limits.arrivals) {
        excess ??= new Error(
          `more than ${limits.arrivals} messages arrived: hold fewer flows, or for less time`,
        );
        return;
      }
      arrivals += 1;
      record.arrivals.push(now());
    },
    all() {
      if (excess !== undefined) throw excess;
      return records;
    },
  };
}
