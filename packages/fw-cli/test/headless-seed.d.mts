export declare function headlessSeed(): string;
