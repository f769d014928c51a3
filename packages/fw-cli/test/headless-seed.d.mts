export declare function consoleSeed(): string;
export declare function headlessSeed(): string;
