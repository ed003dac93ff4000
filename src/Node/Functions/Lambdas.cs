using ActorMap.Node.Arguments;
using ActorMap.Node.Binding;

namespace ActorMap.Node.Functions;

/// <summary>Loads a lambda: as it was compiled before, or compiled now.</summary>
internal static class Lambdas
{
    internal static LoadedFunction Load(string text, IReadOnlyList<Setting> settings, IReadOnlyList<string> files, string itemType)
    {
        var key = CompiledCode.Key(["lambda", text, itemType, .. settings.Select(one => $"{one.Name} {TypeNames.Of(one.Literal().GetType())}")], files);
        if (CompiledCode.Find(key) is not { } code)
        {
            // Only here, so that the compiler is not loaded for what is there already.
            code = LambdaCompiler.Compile(text, settings, files, itemType);
            code.Keep(key);
        }

        return Bind(code, settings);
    }

    /// <summary>The function, with its constants.</summary>
    internal static LoadedFunction Bind(CompiledCode code, IReadOnlyList<Setting> settings)
    {
        var instance = Activator.CreateInstance(code.Load().GetType(LambdaSource.ClassName)!)!;
        foreach (var setting in settings) instance.GetType().GetField(setting.Name)!.SetValue(instance, setting.Literal());
        return new LoadedFunction(instance, FunctionInterfaces.Of(instance.GetType())!, code.Parameters, code.ResultNames);
    }
}
