declare const unknownField: unique symbol;

/** What nothing can be: the type of a field that is not known here. Errors show its name. */
interface UnknownField<Name> {
  readonly [unknownField]: Name;
}

type Plain = string | number | boolean | null | undefined;

/** The objects among the forms that a value may have. */
type ObjectsOf<Shape> = Exclude<Shape, Plain | readonly unknown[]>;

/** The fields of any of several objects, where `keyof` has those of all. */
type FieldsOf<Shape> = Shape extends unknown ? keyof Shape : never;

type FieldOf<Shape, Key> = Shape extends unknown
  ? Key extends keyof Shape
    ? Shape[Key]
    : never
  : never;

type ItemOf<Shape> = Shape extends readonly (infer Item)[] ? Item : never;

/**
 * `T`, in which no field is of a type when `Shape` does not know it, at any depth. TypeScript asks
 * for unknown fields only in an object that is written where it is used, not in what a callback
 * returns.
 */
export type Exact<T, Shape> = T extends Plain
  ? Shape
  : T extends readonly (infer Item)[]
    ? readonly Exact<Item, ItemOf<Shape>>[]
    : {
        [Key in keyof T]: Key extends FieldsOf<ObjectsOf<Shape>>
          ? Exact<T[Key], FieldOf<ObjectsOf<Shape>, Key>>
          : UnknownField<Key>;
      };
