using System.Globalization;
using System.Reflection;
using ActorMap.State;

namespace ActorMap.Codec;

/// <summary>Cultures travel by name: each node has its own data of them.</summary>
internal static class CultureAtom
{
    private static readonly FieldInfo s_data =
        typeof(CultureInfo).GetField("_cultureData", BindingFlags.Instance | BindingFlags.NonPublic)!;

    private static readonly PropertyInfo s_name =
        DataType.GetProperty("CultureName", BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)!;

    /// <summary>What formats refer to behind the scenes.</summary>
    internal static Type DataType => s_data.FieldType;

    /// <summary>A writable culture may have been changed in ways that its name does not tell.</summary>
    internal static string NameOf(CultureInfo culture) =>
        culture.IsReadOnly ? culture.Name : throw new RefusedException(typeof(CultureInfo), NotCarried.Culture);

    internal static CultureInfo Named(string name) => name.Length == 0 ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(name);

    internal static string NameOfData(object data) => (string)s_name.GetValue(data)!;

    internal static object DataOf(string name) => s_data.GetValue(Named(name))!;
}
