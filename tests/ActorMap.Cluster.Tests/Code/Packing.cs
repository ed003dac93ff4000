using System.Reflection;
using System.Reflection.Emit;
using System.Security.Cryptography;
using ActorMap.Cluster.Code;
using Xunit;

namespace ActorMap.Cluster.Tests.Code;

public sealed class Packing
{
    [Fact]
    public void A_functions_assembly_travels_with_what_it_depends_on_and_the_framework_stays_at_home()
    {
        var names = CodePackage.Of([typeof(Packing).Assembly]).Select(file => file.Id.Name).ToArray();

        Assert.Equal("ActorMap.Cluster.Tests", names[0]);
        Assert.Contains("xunit.core", names);
        Assert.Contains("Microsoft.CodeAnalysis.CSharp", names);
        Assert.Contains("Microsoft.CodeAnalysis", names);
        Assert.DoesNotContain(names, name => name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard");
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void What_an_assembly_lacks_is_looked_for_again_when_another_has_been_loaded()
    {
        var needing = Compiler.Compile("Needing", "public static class N { public static int Run() => L.Run(); }", Compiler.Compile("Lacking", "public static class L { public static int Run() => 1; }"));
        var lacking = Compiler.Compile("Lacking", "public static class L { public static int Run() => 1; }");
        var context = new System.Runtime.Loader.AssemblyLoadContext("lacking", isCollectible: true);
        var assembly = context.LoadFromStream(new MemoryStream(needing));
        Assert.Equal(["Needing"], Dependencies.Of(assembly).Select(one => one.Name));
        context.LoadFromStream(new MemoryStream(lacking));
        Assert.Equal(["Needing", "Lacking"], Dependencies.Of(assembly).Select(one => one.Name));
    }

    [Fact]
    public void What_every_node_has_does_not_travel()
    {
        var names = CodePackage.Of([typeof(Packing).Assembly, typeof(MapPool).Assembly, typeof(string).Assembly]).Select(file => file.Id.Name).ToArray();
        Assert.DoesNotContain(names, name => name is "ActorMap" or "ActorMap.Abstractions" or "ActorMap.Messages" or "ActorMap.Cluster" or "Akka" or "System.Private.CoreLib");
    }

    [Fact]
    public void A_library_that_this_one_uses_too_travels_in_the_functions_own_build()
    {
        var json = Compiler.Compile("Newtonsoft.Json", "public static class J { public static int Run() => 1; }");
        var function = Compiler.Compile("Using", "public static class F { public static int Run() => J.Run(); }", json);
        var loaded = Images.InMemory(json, function);
        CodeImages.Remember(loaded[0], json);
        CodeImages.Remember(loaded[1], function);

        var files = CodePackage.Of([loaded[1]]);

        Assert.Equal(["Using", "Newtonsoft.Json"], files.Select(file => file.Id.Name));
        using var code = Images.Job(function, json);
        Assert.Equal(1, Images.Call(code.Load(files[0].Id), "F"));
    }

    [Fact]
    public void What_is_there_travels_all_the_same_where_it_refers_to_what_is_not()
    {
        var (low, other) = (Compiler.Compile("Low", "public static class L { public static int Run() => 1; }"), Compiler.Compile("Apart", "public static class A;"));
        var middle = Compiler.Compile("Middle", "public static class M { public static int Run() => L.Run(); }", low);
        var high = Compiler.Compile("High", "public static class H { public static int Run() => M.Run() + typeof(A).Name.Length; }", middle, low, other);
        var loaded = Images.InMemory(low, middle, high, other);
        foreach (var (assembly, image) in loaded.Zip([low, middle, high, other])) CodeImages.Remember(assembly, image);

        var (travelling, there) = CodePackage.Divide([loaded[2]], assembly => assembly != loaded[0]);

        Assert.Equal(["High", "Low", "Middle"], travelling.Select(file => file.Id.Name).Order(StringComparer.Ordinal));
        Assert.Equal(loaded[3], Assert.Single(there));
    }

    [Fact]
    public void To_processes_of_this_program_nothing_of_it_travels()
    {
        Assert.True(ProgramFiles.Has(typeof(Packing).Assembly));
        Assert.Empty(CodePackage.Of([typeof(Packing).Assembly], ProgramFiles.Has));
    }

    [Fact]
    public void To_processes_of_this_program_what_it_compiled_travels_without_what_it_was_compiled_against()
    {
        var image = Compiler.Compile("Within", "public static class F { public static int Run() => 1; }");
        var assembly = Images.InMemory(image)[0];
        CodeImages.Remember(assembly, image);
        Assert.False(ProgramFiles.Has(assembly));
        Assert.Equal("Within", Assert.Single(CodePackage.Of([assembly, typeof(Packing).Assembly], ProgramFiles.Has)).Id.Name);
    }

    [Fact]
    public void What_a_program_loads_from_elsewhere_its_processes_do_not_find()
    {
        var own = typeof(Packing).Assembly;
        var again = new System.Runtime.Loader.AssemblyLoadContext("apart", isCollectible: true).LoadFromAssemblyPath(own.Location);
        Assert.False(ProgramFiles.Has(again));
    }

    [Fact]
    public void A_file_is_named_by_its_build_and_its_hash()
    {
        var own = typeof(Packing).Assembly;
        var file = CodePackage.Of([own])[0];
        Assert.Equal(own.ManifestModule.ModuleVersionId, file.Id.Version);
        Assert.Equal("ActorMap.Cluster.Tests.dll", file.Name);
        Assert.Equal(File.ReadAllBytes(own.Location), file.Image.ToArray());
        Assert.Equal(SHA256.HashData(file.Image.Span), file.Sha256);
    }

    [Fact]
    public void An_image_is_read_and_hashed_once() =>
        Assert.Same(CodePackage.Of([typeof(Packing).Assembly])[0], CodePackage.Of([typeof(Packing).Assembly])[0]);

    [Fact]
    public void What_was_compiled_in_memory_travels_once_its_bytes_are_told()
    {
        var image = Compiler.Compile("Told", "public static class F { public static int Run() => 1; }");
        var assembly = Images.InMemory(image)[0];
        CodeImages.Remember(assembly, image);
        Assert.Equal(image, Assert.Single(CodePackage.Of([assembly])).Image.ToArray());
    }

    [Fact]
    public void What_was_loaded_from_memory_and_never_told_is_refused_with_a_cure()
    {
        var assembly = Images.InMemory(Compiler.Compile("Untold", "public static class F;"))[0];
        var error = Assert.Throws<FunctionLoadException>(() => CodePackage.Of([assembly]));
        Assert.Contains("Untold was loaded from memory", error.Message, StringComparison.Ordinal);
        Assert.Contains("load it from a file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bytes_of_another_assembly_are_not_taken()
    {
        var one = Compiler.Compile("One", "public static class F;");
        Assert.Throws<ArgumentException>(() => CodeImages.Remember(Images.InMemory(one)[0], Compiler.Compile("Other", "public static class F;")));
    }

    [Fact]
    public void What_was_emitted_at_run_time_is_refused_with_a_cure()
    {
        var emitted = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Emitted"), AssemblyBuilderAccess.RunAndCollect);
        emitted.DefineDynamicModule("m");
        var error = Assert.Throws<FunctionLoadException>(() => CodePackage.Of([emitted]));
        Assert.Contains("Emitted was made at run time", error.Message, StringComparison.Ordinal);
        Assert.Contains("MapFunction.Named", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dependencies_are_those_of_the_functions_own_load_context()
    {
        var helper = Compiler.Compile("Helper", "public static class H { public static int Twice(int x) => 2 * x; }");
        var function = Compiler.Compile("Function", "public static class F { public static int Run(int x) => H.Twice(x); }", helper);
        var loaded = Images.InMemory(helper, function);
        CodeImages.Remember(loaded[0], helper);
        CodeImages.Remember(loaded[1], function);

        Assert.Equal(["Function", "Helper"], CodePackage.Of([loaded[1]]).Select(file => file.Id.Name));
    }

    [Fact]
    public void Two_builds_of_one_assembly_in_one_job_are_refused()
    {
        var (one, other) = (Compiler.Compile("Twice", "public static class F;"), Compiler.Compile("Twice", "public static class G;"));
        var (first, second) = (Images.InMemory(one)[0], Images.InMemory(other)[0]);
        CodeImages.Remember(first, one);
        CodeImages.Remember(second, other);
        Assert.Contains("two builds of Twice", Assert.Throws<FunctionLoadException>(() => CodePackage.Of([first, second])).Message, StringComparison.Ordinal);
    }
}
