namespace ActorMap.Codec;

/// <summary>How an entry of a type table tells its type. The values are on the wire.</summary>
internal enum TypeEntry : byte
{
    /// <summary>By assembly and full name: also of a generic definition.</summary>
    Named = 0,

    /// <summary>A generic definition, and as many arguments as it has parameters.</summary>
    Generic = 1,

    /// <summary>An array of one dimension that begins at 0.</summary>
    Array = 2,

    /// <summary>An array of several dimensions, or one that may begin elsewhere.</summary>
    Ranked = 3,

    /// <summary>A managed reference (only in the signatures of methods).</summary>
    Reference = 4,

    /// <summary>A pointer (only in the signatures of methods).</summary>
    Pointer = 5,
}
